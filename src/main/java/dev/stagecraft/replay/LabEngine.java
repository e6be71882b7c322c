package dev.stagecraft.replay;

import dev.stagecraft.engine.BaseImages;
import dev.stagecraft.engine.Engine;
import dev.stagecraft.engine.Probe;
import dev.stagecraft.session.Removals;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What a replay asks of the engine. Nothing is asked before a statement needs it.
 *
 * @param engine gives the engine
 * @param bases gives who brings base images
 * @param probe asks published ports
 * @param uses hears of each base image that the lab uses, so that lists may show it
 * @param removals lets removals go on behind their statement
 */
public record LabEngine(
    Supplier<Engine> engine,
    Supplier<BaseImages> bases,
    Probe probe,
    Consumer<String> uses,
    Removals removals) {}
