/**
 * Runs a lab step by step in one shell: it brings the base images that a build needs, waits where
 * the lab waits for a port, checks what the author expects, and keeps the facts of what was built.
 * All of it is told as one stream of events, to which the screen, the reports and the table listen.
 * Nothing here knows a terminal.
 */
package dev.stagecraft.replay;
