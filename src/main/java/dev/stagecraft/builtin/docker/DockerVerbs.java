package dev.stagecraft.builtin.docker;

import dev.stagecraft.command.Command;
import dev.stagecraft.session.Kind;
import java.util.ArrayList;
import java.util.List;

/** All docker verbs. */
public final class DockerVerbs {
  private DockerVerbs() {}

  /** The verbs, and the way to the host's docker CLI for what they do not have. */
  public static List<Command> all(Workbench bench) {
    List<Command> verbs =
        new ArrayList<>(
            List.of(
                new BuildVerb(bench),
                new RunVerb(bench),
                new PsVerb(bench),
                new ImagesVerb(bench),
                new LogsVerb(bench),
                new ExecVerb(bench),
                new StopVerb(bench),
                new KillVerb(bench),
                new RmVerb(bench),
                new RmiVerb(bench),
                new PullVerb(bench),
                new TagVerb(bench),
                new HistoryVerb(bench),
                new CreateVerb(bench),
                new StartVerb(bench),
                new AttachVerb(bench),
                new CommitVerb(bench),
                new PortVerb(bench),
                new TopVerb(bench),
                new DiffVerb(bench),
                new RestartVerb(bench),
                FreezeVerb.pause(bench),
                FreezeVerb.unpause(bench),
                new WaitVerb(bench),
                new RenameVerb(bench),
                new StatsVerb(bench),
                new NetworkCreateVerb(bench),
                ObjectLsVerb.networks(bench),
                RemoveVerb.networks(bench),
                new NetworkConnectVerb(bench),
                new NetworkDisconnectVerb(bench),
                new VolumeCreateVerb(bench),
                ObjectLsVerb.volumes(bench),
                RemoveVerb.volumes(bench),
                new InspectVerb(bench),
                new InspectVerb(bench, Kind.CONTAINER),
                new InspectVerb(bench, Kind.IMAGE),
                new InspectVerb(bench, Kind.NETWORK),
                new InspectVerb(bench, Kind.VOLUME),
                new VersionVerb(bench),
                new InfoVerb(bench)));
    List<String> words = verbs.stream().map(v -> v.spec().name().get(1)).distinct().toList();
    verbs.add(new Delegate(bench, words));
    verbs.add(new OpenVerb(bench, System.getProperty("os.name", "")));
    return List.copyOf(verbs);
  }
}
