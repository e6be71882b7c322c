/**
 * The port: what we ask of a Docker engine, in our words, by noun. Every call blocks, fails with a
 * {@code ProblemException} whose code begins with {@code engine.}, and ends at once with {@code
 * Cancelled} when its thread is interrupted. Values are records; where docker's own JSON is the
 * point, it is a {@code JsonNode} as the engine sent it.
 */
package dev.stagecraft.engine;
