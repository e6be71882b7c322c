/**
 * What other programs read about our commands, made from the specs: completion for bash, zsh and
 * fish, and manual pages. The commands {@code completion} and {@code man} print it. Nothing here
 * runs a program or writes a file.
 */
package dev.stagecraft.builtin.help;
