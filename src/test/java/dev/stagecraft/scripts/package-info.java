/** Tests of the programs in {@code scripts/}, with tools that stand in for Maven, Java and apt. */
package dev.stagecraft.scripts;
