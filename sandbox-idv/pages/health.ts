/** Whether the provider pretends to be down. It comes back by itself, so that nobody is left stuck. */
export interface Health {
  isDown(): boolean;
  goDown(): void;
  comeUp(): void;
}

const DOWN_MILLISECONDS = 60_000;

export function createHealth(now: () => number): Health {
  let downUntil = 0;
  return {
    isDown: () => now() < downUntil,
    goDown: () => {
      downUntil = now() + DOWN_MILLISECONDS;
    },
    comeUp: () => {
      downUntil = 0;
    },
  };
}
