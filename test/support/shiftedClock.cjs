/**
 * Loaded before the product's own program (`--require`): its clock runs ahead by the milliseconds
 * that the file CLOCK_AHEAD_FILE holds now, so that a test lives through hours and weeks of a real
 * process. No part of the product.
 */
'use strict';

const { readFileSync } = require('node:fs');

const RealDate = Date;
let aheadMs = 0;

const readAhead = () => {
  try {
    aheadMs = Number(readFileSync(process.env.CLOCK_AHEAD_FILE, 'utf8')) || 0;
  } catch {
    // Not written yet: nothing is shifted.
  }
};
readAhead();
setInterval(readAhead, 50).unref();

globalThis.Date = class Date extends RealDate {
  constructor(...given) {
    if (given.length === 0) super(RealDate.now() + aheadMs);
    else super(...given);
  }

  static now() {
    return RealDate.now() + aheadMs;
  }
};
