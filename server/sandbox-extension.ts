/** The sandbox marks its certificates with this critical extension; only an example understands it (D2). */
export const sandboxExtension = '1.3.6.1.4.1.32473.71.1';
