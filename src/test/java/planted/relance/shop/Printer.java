package planted.relance.shop;

public class Printer {

    void print() {
        System.out.println("planted");
    }
}
