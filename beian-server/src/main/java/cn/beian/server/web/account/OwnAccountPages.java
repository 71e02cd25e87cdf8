package cn.beian.server.web.account;

import cn.beian.report.QrCode;
import cn.beian.server.identity.Identity;
import cn.beian.server.identity.LoginRateLimiter;
import cn.beian.server.identity.OwnPassword;
import cn.beian.server.identity.PendingLogin;
import cn.beian.server.identity.Person;
import cn.beian.server.identity.SecondFactor;
import cn.beian.server.identity.Sessions;
import cn.beian.server.identity.SignedIn;
import cn.beian.server.platform.RejectedInput;
import cn.beian.server.web.Form;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.authentication.event.InteractiveAuthenticationSuccessEvent;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** One's own password, sessions and second factor. */
@Controller
class OwnAccountPages {
  private static final String SECRET = "beian.new-secret";

  private final OwnPassword ownPassword;
  private final Sessions sessions;
  private final SecondFactor secondFactor;
  private final Identity identity;
  private final UserDetailsService users;
  private final LoginRateLimiter limiter;
  private final AuthenticationSuccessHandler loggedIn;
  private final ApplicationEventPublisher events;

  OwnAccountPages(
      OwnPassword ownPassword,
      Sessions sessions,
      SecondFactor secondFactor,
      Identity identity,
      UserDetailsService users,
      LoginRateLimiter limiter,
      AuthenticationSuccessHandler loggedIn,
      ApplicationEventPublisher events) {
    this.ownPassword = ownPassword;
    this.sessions = sessions;
    this.secondFactor = secondFactor;
    this.identity = identity;
    this.users = users;
    this.limiter = limiter;
    this.loggedIn = loggedIn;
    this.events = events;
  }

  @GetMapping("/account/password")
  String password(Model model) {
    Form.show(model, Map.of());
    return "account/change-password";
  }

  @PostMapping("/account/password")
  String password(
      @RequestParam String old,
      @RequestParam String password,
      Model model,
      HttpServletRequest request,
      HttpServletResponse response) {
    try {
      ownPassword.change(old, password);
    } catch (RejectedInput rejected) {
      Form.reject(model, Map.of(), rejected, response);
      return "account/change-password";
    }
    stay(request, response);
    return "redirect:/account?saved";
  }

  @PostMapping("/account/sessions/{id}")
  String end(@PathVariable UUID id) {
    sessions.end(id);
    return "redirect:/account";
  }

  @PostMapping("/account/sessions")
  String endOthers(HttpServletRequest request) {
    current(request).ifPresent(sessions::endOthers);
    return "redirect:/account";
  }

  @GetMapping("/account/second-factor")
  String secondFactor(Model model, HttpSession session) {
    Form.show(model, Map.of());
    return secondFactorPage(model, session);
  }

  private String secondFactorPage(Model model, HttpSession session) {
    Person me = identity.current();
    boolean on = secondFactor.isOn(me.id());
    model.addAttribute("on", on);
    model.addAttribute("unreadable", on && secondFactor.isUnreadable(me.id()));
    model.addAttribute("missing", secondFactor.isMissing(me));
    if (on) {
      model.addAttribute("paperCodes", secondFactor.paperCodes(me.id()));
    } else {
      String secret =
          session.getAttribute(SECRET) instanceof String kept ? kept : secondFactor.newSecret();
      session.setAttribute(SECRET, secret);
      model.addAttribute("secret", secret.replaceAll("(.{4})(?!$)", "$1 "));
      model.addAttribute(
          "picture",
          "data:image/png;base64,"
              + Base64.getEncoder().encodeToString(QrCode.png(secondFactor.address(secret, me))));
    }
    return "account/second-factor";
  }

  @PostMapping("/account/second-factor")
  String setUp(
      @RequestParam String code, Model model, HttpSession session, HttpServletResponse response) {
    if (!(session.getAttribute(SECRET) instanceof String secret)) {
      return "redirect:/account/second-factor";
    }
    try {
      model.addAttribute("codes", secondFactor.setUp(secret, code));
      session.removeAttribute(SECRET);
      return "account/paper-codes";
    } catch (RejectedInput rejected) {
      return rejected(rejected, model, session, response);
    }
  }

  @PostMapping("/account/second-factor/end")
  String takeOff(
      @RequestParam String code, Model model, HttpSession session, HttpServletResponse response) {
    try {
      secondFactor.takeOff(code);
      return "redirect:/account?saved";
    } catch (RejectedInput rejected) {
      return rejected(rejected, model, session, response);
    }
  }

  private String rejected(
      RejectedInput rejected, Model model, HttpSession session, HttpServletResponse response) {
    Form.reject(model, Map.of(), rejected, response);
    return secondFactorPage(model, session);
  }

  @GetMapping("/login/code")
  String code(HttpServletRequest request, Model model) {
    Optional<PendingLogin> awaited = pending(request);
    model.addAttribute("awaited", awaited.isPresent());
    model.addAttribute(
        "unreadable", awaited.filter(one -> secondFactor.isUnreadable(one.account())).isPresent());
    return "account/code";
  }

  @PostMapping("/login/code")
  @Nullable String code(
      @RequestParam String code, HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    Optional<PendingLogin> awaited = pending(request);
    if (awaited.isEmpty()) {
      return "redirect:/login";
    }
    PendingLogin pending = awaited.get();
    if (!limiter.attempt(pending.login() + " code", request.getRemoteAddr()).isZero()) {
      request.getSession().removeAttribute(PendingLogin.ATTRIBUTE);
      return "redirect:/login?wait";
    }
    Optional<SignedIn> account = secondFactor.complete(pending, code);
    if (account.isEmpty()) {
      return "redirect:/login/code?error";
    }
    limiter.succeeded(pending.login() + " code", request.getRemoteAddr());
    request.getSession().removeAttribute(PendingLogin.ATTRIBUTE);
    request.changeSessionId();
    Authentication authentication = authenticated(account.get(), request);
    keep(authentication, request, response);
    events.publishEvent(new InteractiveAuthenticationSuccessEvent(authentication, getClass()));
    loggedIn.onAuthenticationSuccess(request, response, authentication);
    return null;
  }

  private static Optional<PendingLogin> pending(HttpServletRequest request) {
    return Optional.ofNullable(request.getSession(false))
        .map(session -> session.getAttribute(PendingLogin.ATTRIBUTE))
        .map(PendingLogin.class::cast);
  }

  /** The session goes on under the account as it is after the change. */
  private void stay(HttpServletRequest request, HttpServletResponse response) {
    SignedIn account = (SignedIn) users.loadUserByUsername(identity.current().login());
    current(request).ifPresent(session -> sessions.renew(session, account));
    request.changeSessionId();
    keep(authenticated(account, request), request, response);
  }

  private static Authentication authenticated(UserDetails account, HttpServletRequest request) {
    UsernamePasswordAuthenticationToken token =
        UsernamePasswordAuthenticationToken.authenticated(account, null, account.getAuthorities());
    token.setDetails(new WebAuthenticationDetails(request));
    return token;
  }

  private static void keep(
      Authentication authentication, HttpServletRequest request, HttpServletResponse response) {
    SecurityContext context = SecurityContextHolder.createEmptyContext();
    context.setAuthentication(authentication);
    SecurityContextHolder.setContext(context);
    new HttpSessionSecurityContextRepository().saveContext(context, request, response);
  }

  static Optional<UUID> current(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    return session != null && session.getAttribute(Sessions.ATTRIBUTE) instanceof UUID id
        ? Optional.of(id)
        : Optional.empty();
  }
}
