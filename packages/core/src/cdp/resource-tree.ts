/** What `Page.getResourceTree` answers, as far as it is used here. */
export interface ResourceTree {
  frameTree: FrameResources;
}

interface FrameResources {
  childFrames?: FrameResources[];
  /** One that came as something else than a sheet is `canceled`. */
  resources: { url: string; type: string; failed?: boolean; canceled?: boolean }[];
}

/** Whether a frame, or one below it, asked for a style sheet and did not get it. */
export function findFailedSheet({ resources, childFrames }: FrameResources, url: string): boolean {
  const isIt = resources.some(
    ({ type, failed, canceled, ...resource }) =>
      type === "Stylesheet" && (failed || canceled) && resource.url === url,
  );
  return isIt || (childFrames ?? []).some((child) => findFailedSheet(child, url));
}
