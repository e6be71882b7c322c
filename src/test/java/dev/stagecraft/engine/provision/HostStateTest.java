package dev.stagecraft.engine.provision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The record of a running engine, as a file. */
class HostStateTest {
  private static final HostState STATE =
      new HostState(
          List.of("lo", "eth0"),
          "0",
          List.of("/sys/fs/cgroup/cpu/docker"),
          Map.of("iptables", "*filter\n:INPUT ACCEPT [0:0]\nCOMMIT\n", "ip6tables", ""));

  @Test
  void isReadAsItWasWritten() {
    HostState.Record record = new HostState.Record(Optional.of(new ProcessMark(42, 4711)), STATE);
    assertEquals(Optional.of(record), HostState.Record.parse(record.text()));
  }

  @Test
  void isReadWhereTheEngineNeverCameUp() {
    HostState.Record record = new HostState.Record(Optional.empty(), STATE);
    assertEquals(Optional.of(record), HostState.Record.parse(record.text()));
  }

  @Test
  void isLeftAloneWhereItsVersionIsUnknown() {
    assertEquals(Optional.empty(), HostState.Record.parse("stagecraft engine 2\nlink lo\n"));
    assertEquals(Optional.empty(), HostState.Record.parse(""));
  }

  @Test
  void aProcessIsNotMistakenForALaterOneWithItsNumber() {
    ProcessMark own = ProcessMark.own();
    assertEquals(Optional.of(own), ProcessMark.parse(own + "-8812"));
    assertEquals(true, own.alive());
    assertFalse(new ProcessMark(own.pid(), own.started() + 1).alive());
  }
}
