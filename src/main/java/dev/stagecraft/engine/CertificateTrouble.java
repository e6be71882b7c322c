package dev.stagecraft.engine;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A step of a build, or a container, that did not trust the server it spoke to.
 *
 * @param line what it wrote about it
 */
public record CertificateTrouble(String line) {
  private static final List<String> SIGNS =
      List.of(
          "x509:",
          "certificate verify failed",
          "certificate verification failed",
          "certificate has expired",
          "unable to get local issuer certificate",
          "self-signed certificate",
          "self signed certificate",
          "ssl certificate problem",
          "server certificate verification failed",
          "certificate is not trusted",
          "untrusted root",
          "the ssl connection could not be established",
          "pkix path building failed");

  /** Looks for it in an output; the last line that speaks of it counts. */
  public static Optional<CertificateTrouble> in(String output) {
    return output
        .lines()
        .filter(CertificateTrouble::isSign)
        .reduce((first, second) -> second)
        .map(line -> new CertificateTrouble(line.strip()));
  }

  private static boolean isSign(String line) {
    String lower = line.toLowerCase(Locale.ROOT);
    return SIGNS.stream().anyMatch(lower::contains);
  }

  /** What to do where the base image was pulled and so knows nothing of this host. */
  public String hint() {
    return "the base image does not trust the certificates that this host trusts; before the step,"
        + " put them in: COPY host.crt /usr/local/share/ca-certificates/ and RUN"
        + " update-ca-certificates (or append them to /etc/ssl/certs/ca-certificates.crt)";
  }
}
