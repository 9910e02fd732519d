/** Files of the catalogue that a page plays in `<audio controls>`, with the label that each must get. */
export const SOUNDS: readonly [file: string, label: string][] = [
  ['signed-mp3.mp3', 'ai-generated'],
  ['signed-mp3-tagged.mp3', 'ai-generated'],
  ['signed-wav.wav', 'ai-generated'],
  ['signed-flac.flac', 'ai-generated'],
  ['signed-sound.m4a', 'ai-generated'],
  ['changed-mp3.mp3', 'credentials-invalid'],
  ['changed-wav.wav', 'credentials-invalid'],
  ['unsigned-mp3.mp3', 'nothing-found'],
  ['unsigned-wav.wav', 'nothing-found'],
  ['unsigned-ogg.ogg', 'could-not-check'],
];

const listed = SOUNDS.map(
  ([file]) => `<p>Before</p><audio controls preload="metadata" src="/media/${file}"></audio><p>After</p>`,
).join('\n');

const html = (title: string, body: string): string =>
  `<!doctype html><html lang="en"><title>${title}</title><style>body { margin: 24px; font: 16px sans-serif }</style>${body}`;

/** Pages with sound, by path. */
export const AUDIO_PAGES: Record<string, string> = {
  '/sounds': html('Sounds', `<style>p { margin: 0 }</style>${listed}`),
  '/places': html(
    'Places',
    `<style>div { width: 300px; margin: 60px 0 } .tight { display: flex; width: auto }</style>
    <div id="open"><audio controls src="/media/signed-wav.wav?open"></audio></div>
    <div id="beside" class="tight"><audio controls src="/media/signed-wav.wav?beside"></audio><p>Words that stand right beside the player, and go on for a while</p></div>
    <p style="margin:0">Words that stand right above the player, and go on for quite a while as they do so often</p>
    <div id="between" class="tight" style="margin:0"><audio controls src="/media/signed-wav.wav?between"></audio><p style="margin:0">Words that stand right beside the player too</p></div>
    <p style="margin:0">Words that stand right below the player, and go on for quite a while as they do so often</p>`,
  ),
  '/unseen': html(
    'Unseen',
    `<audio src="/media/signed-mp3.mp3" loop></audio><audio src="/media/changed-mp3.mp3"></audio>
    <button>Play</button><script>
      document.querySelector('button').addEventListener('click', () => {
        const [first] = document.querySelectorAll('audio');
        first.muted = true;
        first.play();
      });
    </script>`,
  ),
  '/video-element': html(
    'Sound in a video element',
    '<video controls muted width="400" height="225" src="/media/signed-sound.m4a"></video>',
  ),
  '/blob': html(
    'Sound that the page holds itself',
    `<audio controls muted loop></audio><script type="module">
      const audio = document.querySelector('audio');
      const answer = await fetch('/media/signed-sound.m4a');
      audio.src = URL.createObjectURL(await answer.blob());
      await audio.play();
    </script>`,
  ),
};
