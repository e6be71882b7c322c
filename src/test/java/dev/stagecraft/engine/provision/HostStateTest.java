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
    HostState.Noted record = new HostState.Noted(Optional.of(new ProcessMark(42, 4711)), STATE);
    assertEquals(Optional.of(record), HostState.Noted.parse(record.text()));
  }

  @Test
  void isReadWhereTheEngineNeverCameUp() {
    HostState.Noted record = new HostState.Noted(Optional.empty(), STATE);
    assertEquals(Optional.of(record), HostState.Noted.parse(record.text()));
  }

  @Test
  void isLeftAloneWhereItsVersionIsUnknown() {
    assertEquals(Optional.empty(), HostState.Noted.parse("stagecraft engine 2\nlink lo\n"));
    assertEquals(Optional.empty(), HostState.Noted.parse(""));
  }

  @Test
  void aProcessIsNotMistakenForALaterOneWithItsNumber() {
    ProcessMark own = ProcessMark.own();
    assertEquals(Optional.of(own), ProcessMark.parse(own + "-8812"));
    assertEquals(true, own.alive());
    assertFalse(new ProcessMark(own.pid(), own.started() + 1).alive());
  }
}
