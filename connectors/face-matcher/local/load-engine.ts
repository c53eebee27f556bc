import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import type { Point } from './align-chip.ts';
import type { Pixels } from './decode-image.ts';
import { createIdentityNetwork, type NetworkMath, type Tensor } from './identity-network.ts';

export interface FoundFace {
  /** Shorter edge of the face's box, in pixels of the decoded image. */
  readonly edge: number;
  /** 468 points, in pixels. */
  readonly mesh: readonly Point[];
  /** Degrees; negative is the subject's own left in an unflipped image. */
  readonly yaw: number;
}

export interface FaceEngine {
  findFaces(image: Pixels): Promise<readonly FoundFace[]>;
  /** 128 values, from a chip made by `alignChip`. */
  describe(chip: Float32Array): Promise<Float32Array>;
}

// The packages are CommonJS without usable types for their Node builds; these are the parts that we call.
interface TensorFlow extends NetworkMath {
  getBackend(): string;
  readonly io: NetworkMath['io'] & { registerLoadRouter(router: (url: unknown) => LoadHandler | null): void };
}
interface LoadHandler {
  load(): Promise<object>;
}
interface DetectedFace {
  readonly box: readonly [number, number, number, number];
  readonly mesh: readonly (readonly [number, number, number])[];
  readonly rotation: { readonly angle: { readonly yaw: number } } | null;
}
interface Human {
  load(): Promise<void>;
  detect(input: Tensor): Promise<{ readonly face: readonly DetectedFace[] }>;
}
interface WeightsManifest {
  readonly paths: readonly string[];
  readonly weights: readonly object[];
}

const require = createRequire(import.meta.url);

/**
 * Loads detector, mesh and descriptor from the installed packages: no network, no native build.
 * Identity comes from face-api's descriptor alone; Human's own `faceres` is far worse (face-check.md 1).
 */
export async function loadEngine(): Promise<FaceEngine> {
  const tf = require('@tensorflow/tfjs-core') as TensorFlow;
  require('@tensorflow/tfjs-backend-wasm');
  tf.io.registerLoadRouter(modelOnDisk);
  const human = await loadHuman();
  const describe = createIdentityNetwork(tf, await readIdentityWeights());
  // Without wasm the libraries fall back to a twenty times slower backend and say nothing (face-check.md 9).
  if (tf.getBackend() !== 'wasm') throw new Error(`expected the wasm backend, got ${tf.getBackend()}`);

  return {
    async findFaces({ data, width, height }) {
      const input = tf.tensor(new Float32Array(data), [1, height, width, 3], 'float32');
      try {
        return (await human.detect(input)).face.map(foundFace);
      } finally {
        input.dispose();
      }
    },
    describe,
  };
}

function foundFace({ box: [, , width, height], mesh, rotation }: DetectedFace): FoundFace {
  return {
    edge: Math.min(width, height),
    mesh: mesh.map(([x, y]): Point => [x, y]),
    // Without a pose nothing says that the face is frontal, so it is not.
    yaw: rotation === null ? 90 : (rotation.angle.yaw * 180) / Math.PI,
  };
}

async function loadHuman(): Promise<Human> {
  const folder = packageFolder('@vladmandic/human');
  const { Human } = require(join(folder, 'dist/human.node-wasm.js')) as {
    Human: new (config: object) => Human;
  };
  const off = { enabled: false };
  const human = new Human({
    backend: 'wasm',
    wasmPath: `${join(packageFolder('@tensorflow/tfjs-backend-wasm'), 'dist')}/`,
    wasmPlatformFetch: false,
    modelBasePath: `file://${join(folder, 'models')}/`,
    debug: false,
    async: false,
    cacheSensitivity: 0,
    cacheModels: false,
    validateModels: false,
    filter: off,
    body: off,
    hand: off,
    object: off,
    segmentation: off,
    gesture: off,
    face: {
      enabled: true,
      // Every frame is looked at anew: a result carried over from the frame before would be somebody else's.
      detector: {
        enabled: true,
        rotation: true,
        maxDetected: 3,
        minConfidence: 0.3,
        return: false,
        skipFrames: 0,
        skipTime: 0,
      },
      mesh: { enabled: true },
      iris: off,
      emotion: off,
      description: off,
      antispoof: off,
      liveness: off,
      attention: off,
    },
  });
  await human.load();
  return human;
}

/** Node's own HTTP client refuses `file:` addresses, so models are read from disk here. */
function modelOnDisk(url: unknown): LoadHandler | null {
  if (typeof url !== 'string' || !url.startsWith('file://')) return null;
  const path = url.slice('file://'.length);
  return {
    async load() {
      const model = JSON.parse(await readFile(path, 'utf8')) as {
        readonly modelTopology: object;
        readonly signature: object;
        readonly format: string;
        readonly weightsManifest: readonly WeightsManifest[];
      };
      const { bytes, specs } = await readWeights(dirname(path), model.weightsManifest);
      return {
        modelTopology: model.modelTopology,
        weightSpecs: specs,
        weightData: bytes,
        signature: model.signature,
        format: model.format,
      };
    },
  };
}

/** face-api is installed for this one file of weights; its code is never loaded. */
async function readIdentityWeights(): Promise<{ bytes: ArrayBuffer; specs: readonly object[] }> {
  const folder = join(packageFolder('@vladmandic/face-api'), 'model');
  const manifest = await readFile(join(folder, 'face_recognition_model-weights_manifest.json'), 'utf8');
  return readWeights(folder, JSON.parse(manifest) as readonly WeightsManifest[]);
}

async function readWeights(folder: string, groups: readonly WeightsManifest[]) {
  const files = groups.flatMap((group) => group.paths);
  const parts = await Promise.all(files.map((file) => readFile(join(folder, basename(file)))));
  return {
    bytes: new Uint8Array(Buffer.concat(parts)).buffer,
    specs: groups.flatMap((group) => group.weights),
  };
}

/** Human does not export its package.json, so its folder is found by walking up from its entry. */
function packageFolder(name: string): string {
  let folder = dirname(require.resolve(name));
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return folder;
}
