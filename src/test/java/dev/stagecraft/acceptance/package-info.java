/**
 * The built product, driven from outside as people drive it: through its launcher, its streams, its
 * terminal and signals. Nothing here looks into the product's classes. Whoever needs an engine says
 * so and is skipped without one.
 */
package dev.stagecraft.acceptance;
