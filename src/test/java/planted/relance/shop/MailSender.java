package planted.relance.shop;

import jakarta.mail.Session;

public class MailSender {

    Session mail;
}
