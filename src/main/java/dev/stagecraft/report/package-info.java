/**
 * The reports of a replay. It listens to the one stream of events, keeps what happened with its
 * times, and writes it as Markdown, HTML, JUnit XML, JSON lines and asciicast when the run is over,
 * however it ended. Secrets are masked before anybody, the screen included, hears of them.
 */
package dev.stagecraft.report;
