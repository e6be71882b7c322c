/**
 * What tests share: a fake engine on a socket, the real engine with a count of its objects, a tiny
 * image, and waiting for conditions. Nothing here mocks: the fake is written by hand and refuses
 * calls that were not announced. Nothing of this is in the product.
 */
package dev.stagecraft.testkit;
