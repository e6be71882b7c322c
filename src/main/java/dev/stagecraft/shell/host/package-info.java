/**
 * The person's own bash behind the port {@code HostShell}: one process for the whole session, a
 * driver inside it that fetches statements, and shims through which our words call back. It takes
 * snapshots of the shell's state, and restores the last one in a fresh shell where the old one
 * died. It is the only room that starts that shell and knows the wire format between the two.
 */
package dev.stagecraft.shell.host;
