package dev.stagecraft.report;

import dev.stagecraft.replay.ReplayEvent;
import java.time.Duration;

/**
 * Something that happened, and when.
 *
 * @param at since the recording began
 * @param omitted how many bytes of output right before this were left out
 */
record Moment(Duration at, ReplayEvent event, long omitted) {}
