package cn.beian.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.server.ServerTest;
import cn.beian.server.identity.Identity;
import cn.beian.server.identity.RequiredFactor;
import cn.beian.server.identity.Sessions;
import cn.beian.server.identity.SignedIn;
import cn.beian.server.web.http.StandingLogin;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.userdetails.UserDetailsService;

class StandingAccountFilterTest extends ServerTest {
  private static final UUID UNIT = UUID.fromString("0193aaaa-0000-7000-8000-00000000f117");

  @Autowired private ApplicationContext server;
  @Autowired private Sessions sessions;
  @Autowired private StandingLogin standing;
  @Autowired private Identity identity;
  @Autowired private UserDetailsService users;

  @AfterEach
  void nobody() {
    SecurityContextHolder.clearContext();
  }

  @Test
  void requiredSecondFactor_leadsItsHolderThere_andNobodyElse() throws Exception {
    String signer = person(UNIT, "SIGNER");
    assertThat(ledTo(signer, "/cases", true)).isEqualTo("/account/second-factor");
    assertThat(ledTo(signer, "/cases", false)).as("not required").isNull();
    assertThat(ledTo(signer, "/account/second-factor", true)).isNull();
    assertThat(ledTo(signer, "/css/beian.css", true)).isNull();
    assertThat(ledTo(person(UNIT, "HANDLER"), "/applications", true)).isNull();
  }

  @Test
  void logIn_isAskedForOnceARequest_andAnewForTheNext() {
    SignedIn account = (SignedIn) users.loadUserByUsername(person(UNIT, "HANDLER"));
    UUID session = sessions.open(account, "192.0.2.1", "");
    MockHttpServletRequest request = of(session);
    assertThat(standing.of(request, account)).isTrue();
    sessions.gone(session);
    assertThat(standing.of(request, account)).isTrue();
    assertThat(standing.of(of(session), account)).isFalse();
    request.changeSessionId();
    Objects.requireNonNull(request.getSession())
        .setAttribute(Sessions.ATTRIBUTE, UUID.randomUUID());
    assertThat(standing.of(request, account)).as("another log-in").isFalse();
  }

  private static MockHttpServletRequest of(UUID session) {
    MockHttpServletRequest request = new MockHttpServletRequest("POST", "/");
    Objects.requireNonNull(request.getSession()).setAttribute(Sessions.ATTRIBUTE, session);
    return request;
  }

  /** Where a request is sent; null where it goes on. */
  private @Nullable String ledTo(String login, String path, boolean required) throws Exception {
    SignedIn account = (SignedIn) users.loadUserByUsername(login);
    SecurityContextHolder.getContext()
        .setAuthentication(
            UsernamePasswordAuthenticationToken.authenticated(
                account, "", account.getAuthorities()));
    MockHttpServletRequest request = new MockHttpServletRequest("GET", path);
    Objects.requireNonNull(request.getSession())
        .setAttribute(Sessions.ATTRIBUTE, sessions.open(account, "192.0.2.1", ""));
    MockHttpServletResponse response = new MockHttpServletResponse();
    MockFilterChain chain = new MockFilterChain();
    new StandingAccountFilter(standing, RequiredFactor.of(server, required), identity)
        .doFilter(request, response, chain);
    assertThat(chain.getRequest() == null).isEqualTo(response.getRedirectedUrl() != null);
    return response.getRedirectedUrl();
  }
}
