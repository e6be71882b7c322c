/**
 * What a build sends: the files of a folder less those that {@code .dockerignore} leaves out, as a
 * tar archive written while the folder is walked. It also reads a Dockerfile: its instructions with
 * their lines, its stages, its arguments and the images that it starts from. Nothing here talks to
 * an engine.
 */
package dev.stagecraft.engine.context;
