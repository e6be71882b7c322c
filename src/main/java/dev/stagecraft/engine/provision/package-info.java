/**
 * Brings what an engine needs where it is not there. A private engine is started on a machine that
 * has none, shared by all Stagecrafts of one person, and stopped by the last of them, with the
 * host's network as it was before. Base images come from the engine itself, a registry, a pack or a
 * recipe, in this order.
 */
package dev.stagecraft.engine.provision;
