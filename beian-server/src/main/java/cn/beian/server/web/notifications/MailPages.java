package cn.beian.server.web.notifications;

import cn.beian.server.notifications.MailAddress.Delivery;
import cn.beian.server.notifications.MailAddresses;
import cn.beian.server.platform.RejectedInput;
import cn.beian.server.web.Form;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** Whether and where the reader gets notifications by mail. */
@Controller
class MailPages {
  private static final String PAGE = "/account/mail";
  private static final String SAVED = "redirect:" + PAGE + "?saved";

  private final MailAddresses addresses;

  MailPages(MailAddresses addresses) {
    this.addresses = addresses;
  }

  @GetMapping(PAGE)
  String show(Model model) {
    Form.show(model, Map.of());
    return page(model);
  }

  private String page(Model model) {
    model.addAttribute("on", addresses.on());
    addresses.mine().ifPresent(one -> model.addAttribute("mail", one));
    model.addAttribute("codeFailed", addresses.codeFailed());
    model.addAttribute("deliveries", Delivery.values());
    return "notifications/mail";
  }

  @PostMapping(PAGE)
  String enter(
      @RequestParam String address,
      @RequestParam String password,
      Locale locale,
      Model model,
      HttpServletResponse response) {
    if (!addresses.on()) {
      throw new ResponseStatusException(HttpStatus.NOT_FOUND, "this server sends no mail");
    }
    String language = locale.getLanguage().equals("en") ? "en" : "zh";
    return take(
        () -> addresses.enter(address, password, language),
        "redirect:" + PAGE,
        Map.of("address", address),
        model,
        response);
  }

  @PostMapping(PAGE + "/code")
  String confirm(@RequestParam String code, Model model, HttpServletResponse response) {
    return take(() -> addresses.confirm(code), SAVED, Map.of(), model, response);
  }

  @PostMapping(PAGE + "/code/again")
  String again(Model model, HttpServletResponse response) {
    return take(addresses::mailCode, "redirect:" + PAGE + "?mailed", Map.of(), model, response);
  }

  @PostMapping(PAGE + "/delivery")
  String choose(@RequestParam Delivery delivery, @RequestParam String language) {
    addresses.choose(delivery, language.equals("en") ? "en" : "zh");
    return SAVED;
  }

  @PostMapping(PAGE + "/removal")
  String remove() {
    addresses.remove();
    return SAVED;
  }

  private String take(
      Runnable act,
      String next,
      Map<String, String> input,
      Model model,
      HttpServletResponse response) {
    try {
      act.run();
      return next;
    } catch (RejectedInput rejected) {
      Form.reject(model, input, rejected, response);
      return page(model);
    }
  }
}
