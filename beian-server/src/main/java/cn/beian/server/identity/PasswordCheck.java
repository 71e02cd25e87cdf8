package cn.beian.server.identity;

import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/** Log-in by password; who has a second factor is not logged in by that alone. */
@Component
class PasswordCheck extends DaoAuthenticationProvider {
  private final SecondFactor secondFactor;

  PasswordCheck(UserDetailsService users, PasswordEncoder encoder, SecondFactor secondFactor) {
    super(users);
    setPasswordEncoder(encoder);
    this.secondFactor = secondFactor;
  }

  @Override
  protected void additionalAuthenticationChecks(
      UserDetails user, UsernamePasswordAuthenticationToken attempt) {
    super.additionalAuthenticationChecks(user, attempt);
    if (user instanceof SignedIn account && secondFactor.isOn(account.personId())) {
      throw new SecondFactorNeededException(account);
    }
  }
}
