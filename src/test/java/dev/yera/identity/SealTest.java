package dev.yera.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import org.junit.jupiter.api.Test;

class SealTest {
  private static final String WHO = "https://login.example.org yera";

  private static String sealed(Seal seal) {
    return seal.close("login", new JWTClaimsSet.Builder().subject("ann"));
  }

  @Test
  void whoeverHasTheSecretOpensIt() {
    String sealed = sealed(new Seal("secret", WHO));
    assertThat(new Seal("secret", WHO).open("login", sealed))
        .get()
        .extracting(JWTClaimsSet::getSubject)
        .isEqualTo("ann");
    assertThat(new Seal("another", WHO).open("login", sealed)).isEmpty();
  }

  @Test
  void aLoginWithOneProviderIsNoneWithAnother() {
    String sealed = sealed(new Seal("secret", WHO));
    assertThat(new Seal("secret", "https://other.example.org yera").open("login", sealed))
        .isEmpty();
    assertThat(new Seal("secret", "https://login.example.org other").open("login", sealed))
        .isEmpty();
  }

  @Test
  void whatIsSealedForOnePurposeIsNotOpenedForAnother() {
    Seal seal = new Seal("secret", WHO);
    assertThat(seal.open("attempt", sealed(seal))).isEmpty();
    assertThat(seal.open("login", "nonsense")).isEmpty();
    assertThat(seal.open("login", "")).isEmpty();
  }

  @Test
  void withoutASecretItIsThisServersAlone() {
    Seal seal = new Seal("", WHO);
    String sealed = sealed(seal);
    assertThat(seal.open("login", sealed)).isPresent();
    assertThat(new Seal("", WHO).open("login", sealed)).isEmpty();
  }
}
