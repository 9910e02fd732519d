/** What has to be kept in mind about the model, in the words of its card. */
export const CONSIDERATIONS = {
  users: [
    'Viewers and fact-checkers who want a second opinion on where a video came from, on their own machine.',
  ],
  useCases: [
    'One estimate among other evidence, below credentials, platform labels and visible marks.',
    'Not: to decide about a person or a post, to name a generator for certain, to moderate, to prove that no AI was used.',
  ],
  technicalLimitations: [
    'Finding no signs does not mean that there was no AI.',
    'Abstains below 6 usable frames, below 240 px, on still pictures and on sizes it was not measured on.',
    'Generators that appeared after training may not be found.',
    'The trunk is OpenAI’s CLIP, whose model card calls deployed use out of scope without testing of that use.',
    'Two runtimes or decoders give scores that differ by some hundredths.',
    'Animation, computer graphics and heavily processed footage score higher than camera clips.',
  ],
  performanceTradeoffs: [
    '24 MB and half a second a video on one thread, for an AUC of 0.92 on unseen sources against 0.72 of a network of 1.7 MB.',
  ],
  ethicalConsiderations: [
    {
      name: 'A genuine video is suspected because of an estimate.',
      mitigationStrategy:
        'No number and no verdict word for viewers; labels only where the upper bound of the false-positive rate on camera clips is at most 1 % (models/provenance/gate.json); credentials always come first.',
    },
    {
      name: 'Silence is read as proof.',
      mitigationStrategy:
        'Every view of an estimate adds that finding no signs does not mean there was no AI.',
    },
    {
      name: 'The training clips show people who did not agree to it.',
      mitigationStrategy:
        'Clips are not redistributed; two small pictures of a video are seen, on the viewer’s machine, and nothing of them is kept.',
    },
  ],
};
