const html = (title: string, body: string): string =>
  `<!doctype html><html lang="en"><title>${title}</title><style>body { margin: 24px; font: 16px sans-serif }</style>
  <video id="shown" muted autoplay playsinline width="480" height="270"></video>${body}`;

/** What is drawn moves, so that there are pictures to send. */
const DRAWN = `
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width: 320, height: 180 });
  const pen = canvas.getContext('2d');
  let turn = 0;
  setInterval(() => {
    pen.fillStyle = 'hsl(' + (turn += 7) + ' 60% 50%)';
    pen.fillRect(0, 0, 320, 180);
    pen.fillStyle = 'white';
    pen.fillRect(turn % 320, 60, 40, 40);
  }, 50);
  const stream = canvas.captureStream(20);
  const shown = document.querySelector('#shown');
`;

/** Pages whose video plays a MediaStream, by path. */
export const LIVE_PAGES: Record<string, string> = {
  '/canvas': html('A canvas', `<script>${DRAWN} shown.srcObject = stream;</script>`),
  '/element': html(
    'What another video plays',
    `<video id="source" muted loop hidden src="/media/unsigned.mp4"></video><script type="module">
      const source = document.querySelector('#source');
      await source.play();
      document.querySelector('#shown').srcObject = source.captureStream ? source.captureStream() : source.mozCaptureStream();
    </script>`,
  ),
  '/call': html(
    'A call',
    `<script type="module">${DRAWN}
      const [here, there] = [new RTCPeerConnection(), new RTCPeerConnection()];
      here.onicecandidate = ({ candidate }) => candidate && there.addIceCandidate(candidate);
      there.onicecandidate = ({ candidate }) => candidate && here.addIceCandidate(candidate);
      there.ontrack = ({ streams }) => { shown.srcObject = streams[0]; };
      for (const track of stream.getTracks()) here.addTrack(track, stream);
      await here.setLocalDescription(await here.createOffer());
      await there.setRemoteDescription(here.localDescription);
      await there.setLocalDescription(await there.createAnswer());
      await here.setRemoteDescription(there.localDescription);
    </script>`,
  ),
};

/** A page whose Media Source lives in a worker, which also fetches what it plays: no trace of either in the page. */
export const WORKER_PAGE: Record<string, string | { type: string; body: string }> = {
  '/worker': html(
    'Media Source in a worker',
    `<script>
      const worker = new Worker('/worker.js');
      worker.onmessage = ({ data }) => { document.querySelector('#shown').srcObject = data; };
    </script>`,
  ),
  '/worker.js': {
    type: 'text/javascript',
    body: `
      const source = new MediaSource();
      source.addEventListener('sourceopen', async () => {
        const buffer = source.addSourceBuffer('video/mp4; codecs="avc1.64001e"');
        source.duration = 8;
        for (const part of ['init-0.mp4', 'segment-0-1.m4s', 'segment-0-2.m4s', 'segment-0-3.m4s']) {
          const bytes = await (await fetch('/media/streams/signed/' + part)).arrayBuffer();
          buffer.appendBuffer(bytes);
          await new Promise((resolve) => buffer.addEventListener('updateend', resolve, { once: true }));
        }
        source.endOfStream();
      });
      postMessage(source.handle, [source.handle]);`,
  },
};
