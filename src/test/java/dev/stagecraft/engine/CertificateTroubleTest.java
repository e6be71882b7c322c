package dev.stagecraft.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What tools write where they do not trust a server, and what they write otherwise. */
class CertificateTroubleTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Get \"https://modules.example/x\": tls: x509: certificate signed by unknown authority|true",
        "curl: (60) SSL certificate problem: unable to get local issuer certificate|true",
        "ERROR: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed (_ssl.c:1007)|true",
        "npm ERR! code SELF_SIGNED_CERT_IN_CHAIN self signed certificate in chain|true",
        "Certificate verification failed: The certificate is NOT trusted.|true",
        "error NU1301: The SSL connection could not be established, see inner exception.|true",
        "PKIX path building failed: unable to find valid certification path|true",
        "go: downloading github.com/x/certificate v1.0.0|false",
        "installing ca-certificates|false"
      })
  void oneLine(String line, boolean trouble) {
    Optional<CertificateTrouble> expected =
        trouble ? Optional.of(new CertificateTrouble(line)) : Optional.empty();
    assertEquals(expected, CertificateTrouble.in("before\n  " + line + "\nafter\n"));
  }
}
