package cn.beian.server.web;

import cn.beian.filing.Role;
import cn.beian.server.identity.AccessRules;
import cn.beian.server.identity.Accounts;
import cn.beian.server.identity.LoginThrottle;
import cn.beian.server.identity.SignInTrail;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/** Every request passes the access table; nothing inline runs in a page. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {
  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

  @Bean
  SecurityFilterChain securityFilterChain(
      HttpSecurity http, Accounts accounts, LoginThrottle throttle, SignInTrail trail)
      throws Exception {
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
                    .successHandler(new ForgettingFailures(throttle))
                    .failureUrl("/login?error"))
        .addFilterBefore(new ThrottleFilter(throttle), UsernamePasswordAuthenticationFilter.class)
        .addFilterBefore(new StandingAccountFilter(accounts), AuthorizationFilter.class)
        .logout(logout -> logout.logoutSuccessUrl("/"))
        .exceptionHandling(
            errors ->
                errors
                    .defaultAuthenticationEntryPointFor(
                        (request, response, refused) ->
                            response.sendError(HttpServletResponse.SC_NOT_FOUND),
                        request -> rowFor(request).isEmpty())
                    .defaultAuthenticationEntryPointFor(
                        new LoginUrlAuthenticationEntryPoint("/login"), request -> true)
                    .defaultAccessDeniedHandlerFor(
                        (request, response, refused) ->
                            response.sendError(HttpServletResponse.SC_NOT_FOUND),
                        request -> rowFor(request).isEmpty())
                    .defaultAccessDeniedHandlerFor(new RecordedRefusals(trail), request -> true))
        .csrf(csrf -> csrf.ignoringRequestMatchers("/api/**")) // no session is used there
        .headers(
            headers ->
                headers
                    .contentSecurityPolicy(
                        policy -> policy.policyDirectives(CONTENT_SECURITY_POLICY))
                    .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN)))
        .build();
  }

  private static AuthorizationResult decide(
      Supplier<? extends Authentication> authentication, HttpServletRequest request) {
    Optional<Set<Role>> roles = roles(authentication.get());
    return new AuthorizationDecision(rowFor(request).map(row -> row.admits(roles)).orElse(false));
  }

  /** What the table says of a request; empty where there is no such page. */
  private static Optional<AccessRules.Row> rowFor(HttpServletRequest request) {
    String path = request.getRequestURI().substring(request.getContextPath().length());
    return AccessRules.rowFor(request.getMethod(), path);
  }

  private static Optional<Set<Role>> roles(Authentication authentication) {
    if (!(authentication.getPrincipal() instanceof cn.beian.server.identity.SignedIn)) {
      return Optional.empty();
    }
    return Optional.of(
        authentication.getAuthorities().stream()
            .map(authority -> String.valueOf(authority.getAuthority()))
            .filter(name -> name.startsWith("ROLE_"))
            .map(name -> Role.valueOf(name.substring("ROLE_".length())))
            .collect(Collectors.toSet()));
  }
}
