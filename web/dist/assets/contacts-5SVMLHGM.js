import{E as t,H as i}from"./chunk-2RGQVXJY.js";function n(){return t(i,{children:"This screen is being built."})}export{n as default};
