/**
 * Ownership: what a session creates is written to a journal before it exists, labelled, and removed
 * at the end. A journal whose session died is found by the next start, which removes what it lists.
 * Nothing that is not both listed and recognisably ours is ever touched.
 */
package dev.stagecraft.session;
