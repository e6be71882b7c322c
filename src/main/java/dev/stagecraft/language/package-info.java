/**
 * Shell text as data: statements, pipelines, words, redirections, tokens, with their places in the
 * text. The rules are bash's own, and bash is the oracle in the tests; where only bash can know,
 * the answer says so. Nothing here runs anything, and no malformed text makes it throw.
 */
package dev.stagecraft.language;
