package cn.beian.server.web;

import cn.beian.filing.Role;
import cn.beian.server.identity.Identity;
import cn.beian.server.identity.LoginRateLimiter;
import cn.beian.server.identity.SecondFactor;
import cn.beian.server.identity.Sessions;
import cn.beian.server.identity.SignInTrail;
import cn.beian.server.platform.BeianSettings;
import cn.beian.server.web.http.Admission;
import cn.beian.server.web.http.AskedPage;
import cn.beian.server.web.http.StandingLogin;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.authentication.SimpleUrlAuthenticationFailureHandler;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.RequestCache;

/** Every request passes the access table; nothing inline runs in a page. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {
  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

  /** No page asks for a device of the reader, and none it shows may. */
  private static final String PERMISSIONS_POLICY =
      "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(),"
          + " microphone=(), payment=(), usb=()";

  @Bean
  SecurityFilterChain securityFilterChain(
      HttpSecurity http,
      AuthenticationSuccessHandler loggedIn,
      LoginRateLimiter limiter,
      SignInTrail trail,
      StandingLogin standing,
      Identity identity,
      SecondFactor secondFactor,
      RequestCache asked,
      BeianSettings settings)
      throws Exception {
    SimpleUrlAuthenticationFailureHandler again =
        new SimpleUrlAuthenticationFailureHandler("/login?error");
    again.setAllowSessionCreation(false);
    return http.authorizeHttpRequests(
            requests ->
                requests
                    .dispatcherTypeMatchers(
                        jakarta.servlet.DispatcherType.ERROR,
                        jakarta.servlet.DispatcherType.FORWARD)
                    .permitAll()
                    .anyRequest()
                    .access(
                        (authentication, context) -> decide(authentication, context.getRequest())))
        .formLogin(
            form ->
                form.loginPage("/login")
                    .successHandler(loggedIn)
                    .failureHandler(new AskedSecondFactor(secondFactor, again)))
        .addFilterBefore(new RateLimitFilter(limiter), UsernamePasswordAuthenticationFilter.class)
        .addFilterBefore(
            new StandingAccountFilter(standing, secondFactor, identity), AuthorizationFilter.class)
        .logout(logout -> logout.logoutSuccessUrl("/"))
        .exceptionHandling(
            errors ->
                errors
                    .defaultAuthenticationEntryPointFor(
                        (request, response, refused) ->
                            response.sendError(HttpServletResponse.SC_NOT_FOUND),
                        request -> Admission.rowFor(request).isEmpty())
                    .defaultAuthenticationEntryPointFor(
                        new LoginUrlAuthenticationEntryPoint("/login"), request -> true)
                    .defaultAccessDeniedHandlerFor(
                        (request, response, refused) ->
                            response.sendError(HttpServletResponse.SC_NOT_FOUND),
                        request -> Admission.rowFor(request).isEmpty())
                    .defaultAccessDeniedHandlerFor(new RecordedRefusals(trail), request -> true))
        .requestCache(cache -> cache.requestCache(asked))
        .csrf(
            csrf ->
                csrf.csrfTokenRepository(new FormTokens(settings))
                    .ignoringRequestMatchers("/api/**")) // nobody is logged in there
        .headers(
            headers ->
                headers
                    .contentSecurityPolicy(
                        policy -> policy.policyDirectives(CONTENT_SECURITY_POLICY))
                    .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN))
                    .permissionsPolicyHeader(policy -> policy.policy(PERMISSIONS_POLICY))
                    .crossOriginOpenerPolicy(
                        policy -> policy.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
                    .crossOriginResourcePolicy(
                        policy -> policy.policy(CrossOriginResourcePolicy.SAME_ORIGIN)))
        .build();
  }

  @Bean
  RequestCache askedPage() {
    return new AskedPage();
  }

  /** What a log-in leads to, by the password alone or with a second factor. */
  @Bean
  AuthenticationSuccessHandler loggedIn(
      Sessions sessions, LoginRateLimiter limiter, RequestCache asked) {
    return new OpenedSession(sessions, new ForgettingFailures(limiter, asked));
  }

  private static AuthorizationResult decide(
      Supplier<? extends Authentication> authentication, HttpServletRequest request) {
    Optional<Set<Role>> roles = Admission.roles(authentication.get());
    return new AuthorizationDecision(
        Admission.rowFor(request).map(row -> row.admits(roles)).orElse(false));
  }
}
