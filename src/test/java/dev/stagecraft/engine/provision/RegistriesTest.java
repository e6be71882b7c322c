package dev.stagecraft.engine.provision;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What an engine's words about a registry mean. */
class RegistriesTest {
  private static Registries.Refusal kind(String says) {
    return new Registries.Refused("registry.example", says).kind();
  }

  @Test
  void refusalsAreToldApart() {
    assertEquals(
        Registries.Refusal.THROTTLED,
        kind("toomanyrequests: You have reached your pull rate limit"));
    assertEquals(
        Registries.Refusal.THROTTLED, kind("unexpected status code 429 Too Many Requests"));
    assertEquals(
        Registries.Refusal.CERTIFICATE,
        kind("tls: failed to verify certificate: x509: certificate signed by unknown authority"));
    assertEquals(
        Registries.Refusal.NOT_THERE, kind("manifest for a:2 not found: manifest unknown"));
    assertEquals(Registries.Refusal.DENIED, kind("pull access denied for a"));
  }

  @Test
  void aRegistryThatAnswersIsReachable() {
    assertEquals(Optional.empty(), Registries.reason("unauthorized: authentication required"));
    assertEquals(
        Optional.of("connection refused"),
        Registries.reason("dial tcp 127.0.0.1:1: connect: connection refused"));
    assertEquals(
        Optional.of("no such host"), Registries.reason("lookup registry.example: no such host"));
  }
}
