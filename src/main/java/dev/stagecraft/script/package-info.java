/**
 * Groovy and JShell over the session's own objects. The commands are called by name with named
 * arguments, go through the same dispatcher as a typed line, and return objects; variables of one
 * language are seen by the other. The only room that knows Groovy and JShell; neither is loaded
 * before its first line.
 */
package dev.stagecraft.script;
