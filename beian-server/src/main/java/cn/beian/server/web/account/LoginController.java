package cn.beian.server.web.account;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The log-in page; the log-in itself is Spring Security's. */
@Controller
class LoginController {

  @GetMapping("/login")
  String login() {
    return "account/login";
  }
}
