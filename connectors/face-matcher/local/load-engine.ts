import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { CHIP_EDGE, type Point } from './align-chip.ts';
import type { Pixels } from './decode-image.ts';

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
interface Tensor {
  dispose(): void;
}
interface TensorFlow {
  tensor(data: Float32Array, shape: readonly number[], type?: 'float32'): Tensor;
  getBackend(): string;
  readonly io: { registerLoadRouter(router: (url: unknown) => LoadHandler | null): void };
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
interface FaceApi {
  readonly nets: {
    readonly faceRecognitionNet: {
      loadFromDisk(folder: string): Promise<void>;
      computeFaceDescriptor(chip: Tensor): Promise<Float32Array>;
    };
  };
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
  const faceApi = require(
    join(packageFolder('@vladmandic/face-api'), 'dist/face-api.node-wasm.js'),
  ) as FaceApi;
  const { faceRecognitionNet } = faceApi.nets;
  await faceRecognitionNet.loadFromDisk(join(packageFolder('@vladmandic/face-api'), 'model'));
  // Both packages fall back to a twenty times slower backend without a word (face-check.md 9).
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
    async describe(chip) {
      const input = tf.tensor(chip, [CHIP_EDGE, CHIP_EDGE, 3]);
      try {
        return await faceRecognitionNet.computeFaceDescriptor(input);
      } finally {
        input.dispose();
      }
    },
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
        readonly weightsManifest: readonly {
          readonly paths: readonly string[];
          readonly weights: readonly object[];
        }[];
      };
      const files = model.weightsManifest.flatMap((group) => group.paths);
      const parts = await Promise.all(files.map((file) => readFile(join(dirname(path), basename(file)))));
      return {
        modelTopology: model.modelTopology,
        weightSpecs: model.weightsManifest.flatMap((group) => group.weights),
        weightData: new Uint8Array(Buffer.concat(parts)).buffer,
        signature: model.signature,
        format: model.format,
      };
    },
  };
}

/** Human does not export its package.json, so its folder is found by walking up from its entry. */
function packageFolder(name: string): string {
  let folder = dirname(require.resolve(name));
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return folder;
}
