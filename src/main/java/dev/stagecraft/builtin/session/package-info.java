/**
 * The commands about ownership: what this session made, what stays, what goes, what dead sessions
 * left, and the private engine. They return values and print nothing. The work itself is done in
 * {@code session} and {@code engine.provision}.
 */
package dev.stagecraft.builtin.session;
