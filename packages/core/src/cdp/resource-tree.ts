/** What `Page.getResourceTree` answers, as far as it is used here. */
export interface ResourceTree {
  frameTree: FrameResources;
}

interface FrameResources {
  childFrames?: FrameResources[];
  resources: { url: string; type: string; failed?: boolean }[];
}

/** Whether a frame, or one below it, asked for a style sheet and did not get it. */
export function findFailedSheet({ resources, childFrames }: FrameResources, url: string): boolean {
  const isIt = resources.some(
    (resource) => resource.type === "Stylesheet" && resource.failed && resource.url === url,
  );
  return isIt || (childFrames ?? []).some((child) => findFailedSheet(child, url));
}
