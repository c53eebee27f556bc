// Extends the file field by a camera and a preview, and makes large pictures small: a portrait travels inside the
// credential. Without this script the plain file field does.
const LONGEST_SIDE = 720;

for (const field of document.querySelectorAll('[data-picture]')) extend(field);

function extend(field) {
  const part = (name) => field.querySelector(`[data-${name}]`);
  const input = field.querySelector('input[type=file]');
  const video = part('video');

  input.addEventListener('change', async () => {
    const [file] = input.files;
    if (!file) return;
    try {
      const picture = await createImageBitmap(file);
      await use(picture, picture.width, picture.height);
    } catch {
      part('preview').hidden = true; // not a picture that this browser can read; the server says so
    }
  });

  if (navigator.mediaDevices?.getUserMedia) part('camera').hidden = false;
  part('camera-open').addEventListener('click', async () => {
    try {
      video.srcObject = await navigator.mediaDevices.getUserMedia({
        video: { facingMode: 'user' },
        audio: false,
      });
      await video.play();
      part('viewfinder').hidden = false;
      part('camera-open').hidden = true;
      part('camera-take').focus();
    } catch {
      part('no-camera').hidden = false;
    }
  });
  part('camera-take').addEventListener('click', async () => {
    await use(video, video.videoWidth, video.videoHeight);
    for (const track of video.srcObject.getTracks()) track.stop();
    part('viewfinder').hidden = true;
    part('camera-open').hidden = false;
    part('camera-open').focus();
  });

  async function use(source, width, height) {
    const scale = Math.min(1, LONGEST_SIDE / Math.max(width, height));
    const canvas = part('canvas');
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    canvas.getContext('2d').drawImage(source, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.9));
    const files = new DataTransfer();
    files.items.add(new File([blob], 'picture.jpg', { type: 'image/jpeg' }));
    input.files = files.files;
    part('preview').hidden = false;
  }
}
