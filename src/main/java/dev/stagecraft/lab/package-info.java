/**
 * A lab as data: a Markdown file read into parts, steps, blocks, statements and expectations, each
 * with its place in the file. A fence is classified by rules (prompts, language, what its lines
 * look like) and by annotations that a reader of the rendered page does not see; what is not sure
 * is marked so. Nothing here runs anything; the plan says what running would do, and the script for
 * bash does it elsewhere.
 */
package dev.stagecraft.lab;
