/**
 * What a person has configured: one file in YAML, read once. Every key has a type and a default,
 * and what is wrong in the file is said with its line and the next step. The command {@code config}
 * shows what holds, and where it comes from.
 */
package dev.stagecraft.config;
