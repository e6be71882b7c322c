package dev.stagecraft.script;

import dev.stagecraft.command.LastValue;
import dev.stagecraft.command.Registry;
import dev.stagecraft.engine.BaseImages;
import dev.stagecraft.engine.Engine;
import dev.stagecraft.session.Session;
import dev.stagecraft.shell.Caller;
import dev.stagecraft.shell.HostShell;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What scripts work with.
 *
 * @param registry all commands
 * @param caller calls them
 * @param engine the engine, opened where it is asked for
 * @param bases brings base images
 * @param session owns what is created
 * @param shell the session's own shell, where there is one
 * @param last what the last command returned
 */
public record SessionObjects(
    Supplier<Registry> registry,
    Caller caller,
    Supplier<Engine> engine,
    Supplier<BaseImages> bases,
    Session session,
    Supplier<Optional<HostShell>> shell,
    LastValue last) {}
