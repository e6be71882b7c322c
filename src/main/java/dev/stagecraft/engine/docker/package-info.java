/**
 * The engine's port over Docker's HTTP interface. docker-java makes the calls whose answers are
 * small, over our own transport and without its configuration; where speed, framing or Docker's own
 * JSON is the point, the call is written out. No class of docker-java leaves this room, and each of
 * its exceptions is told in our words.
 */
package dev.stagecraft.engine.docker;
