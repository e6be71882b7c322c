/**
 * Builds over BuildKit: the request with its archive, and the stream of what happens, decoded into
 * the events of the port. It knows BuildKit's wire format, and the reply of classic builders, which
 * it translates as well as that says enough. It also lists and prunes the records of the build
 * cache.
 */
package dev.stagecraft.engine.buildkit;
