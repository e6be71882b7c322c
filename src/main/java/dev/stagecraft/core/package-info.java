/**
 * Values that every room speaks, and the one error type. Nothing here knows an engine, a shell or a
 * terminal. All values are immutable and validated when they are made.
 */
package dev.stagecraft.core;
