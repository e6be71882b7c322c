/**
 * Go templates as docker's {@code --format} uses them, and the tables that docker lays out with
 * them. A template is parsed once into a tree and rendered against values: strings, numbers, lists,
 * maps, and things with named fields ({@link dev.stagecraft.template.Dot}). Messages are Go's own,
 * so that a wrong template reads here as it does in the docker CLI.
 */
package dev.stagecraft.template;
