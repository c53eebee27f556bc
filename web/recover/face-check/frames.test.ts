import { describe, expect, test } from 'vitest';
import { cropOf } from './frames.ts';

describe('the 4:3 part of a camera picture', () => {
  test.each([
    [640, 480, { x: 0, y: 0, w: 640, h: 480 }],
    [1280, 720, { x: 160, y: 0, w: 960, h: 720 }],
    [480, 640, { x: 0, y: 140, w: 480, h: 360 }],
  ])('of %d×%d', (videoWidth, videoHeight, crop) => {
    expect(cropOf({ videoWidth, videoHeight })).toEqual(crop);
  });
});
