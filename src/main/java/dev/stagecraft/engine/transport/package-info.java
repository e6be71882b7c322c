/**
 * How bytes travel to an engine: endpoints and the choice among them, dialers, HTTP/1.1 with
 * hijacked streams, the agreed API version, and the probe of a published port. One connection
 * carries one request, so that cancelling a call is closing its connection. Proxies of the
 * environment are never asked: an engine and a published port are reached directly.
 */
package dev.stagecraft.engine.transport;
