import{A as t,D as i}from"./chunk-3TDWSI35.js";function o(){return t(i,{children:"This screen is being built."})}export{o as default};
