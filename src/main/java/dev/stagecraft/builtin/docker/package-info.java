/**
 * The docker command line, verb by verb: output, errors and exit statuses are those of docker's own
 * CLI, version 28. What a verb creates belongs to the session; in a replay lists show what is the
 * session's, and what is not is left alone. A verb or a flag that is not here goes to the host's
 * docker CLI, on the same engine.
 */
package dev.stagecraft.builtin.docker;
